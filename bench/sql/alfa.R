#!/usr/bin/Rscript
# alfa.R: psych::alpha() on the table that alfa.sql made, in memory, median of 5.
#
#   psql -X -c "COPY (SELECT i1, i2, i3, i4, i5, i6, i7, i8, i9, i10 FROM als_kolommen)
#       TO STDOUT (FORMAT csv, NULL 'NA')" | Rscript bench/sql/alfa.R
#
# A data frame is what R reads; most of its time psych counts the answers. It is
# four times as fast on a matrix.
suppressMessages(library(psych))
x <- read.csv(file("stdin"), header = FALSE)

measure <- function(what, x) {
	a <- NULL
	times <- replicate(5, system.time(suppressWarnings(
		a <<- alpha(x, use = "complete.obs", check.keys = FALSE, warnings = FALSE))))
	cpu <- times["user.self", ] + times["sys.self", ]
	cat(sprintf("psych::alpha of a %s: median %.2f s, CPU %.2f s, alpha %.10f\n",
		what, median(times["elapsed", ]), median(cpu), a$total$raw_alpha))
}

measure("data frame", x)
measure("matrix", as.matrix(x))
