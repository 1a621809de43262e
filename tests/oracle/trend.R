#!/usr/bin/env Rscript
# trend.R: compares the numbers of trend.csv with R, where that is installed:
#
#     tests/oracle/trend.R
#
# Slopes with lm(), S and exact p with cor.test(), which has them below 50
# years without ties.

folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
rows <- read.csv(file.path(folder, "trend.csv"))
rows <- rows[!grepl("\\.\\.", rows$t), ]

slopes <- 0
kendalls <- 0
wrong <- 0
differ <- function(a, b, tolerance) abs(a - b) > tolerance * pmax(abs(b), 1e-3)

for (i in seq_len(nrow(rows))) {
  points <- do.call(rbind, strsplit(strsplit(rows$t[i], " ")[[1]], ":"))
  year <- as.numeric(points[, 1])
  value <- as.numeric(points[, 2])
  if (max(abs(value)) < 1e6) {
    slope <- unname(coef(lm(value ~ I(year - mean(year))))[2])
    slopes <- slopes + 1
    wrong <- wrong + differ(rows$helling_onder[i], slope, 1e-10)
  }
  n <- length(year)
  if (n < 50 && !anyDuplicated(value)) {
    test <- cor.test(year, value, method = "kendall", exact = TRUE)
    pairs <- n * (n - 1) / 2
    kendalls <- kendalls + 1
    wrong <- wrong + (round(2 * test$statistic - pairs) != rows$s[i]) +
      differ(rows$p[i], test$p.value, 1e-10)
  }
}
cat(sprintf("%d slopes, %d S and p, %d differences\n", slopes, kendalls, wrong))
quit(status = as.integer(wrong > 0 || slopes == 0 || kendalls == 0))
