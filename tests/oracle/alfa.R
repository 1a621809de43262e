#!/usr/bin/Rscript
# What psych (2.2.9) and, on weights, survey (4.1) say about alfa_data.csv, as
# alfa_psych.csv beside it: set,method,what,item,value. Of weighted sets, psych
# is given the weighted covariances.
# Feldt's bounds come from psych::alpha.ci() for the number of respondents that
# docs/alfa.md defines; psych::alpha() itself counts those who were left out too.
suppressMessages({library(psych); library(survey)})

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
data <- read.csv(file.path(here, "alfa_data.csv"), header = FALSE,
	col.names = c("set", "scale", "weight", "items"))
out <- NULL

add <- function(set, method, a, n, k) {
	total <- a$total$raw_alpha
	ci <- alpha.ci(total, n.obs = n, n.var = k, p.val = 0.05)
	ci90 <- alpha.ci(total, n.obs = n, n.var = k, p.val = 0.10)
	value <- c(total, ci$lower.ci, ci$upper.ci, ci90$lower.ci, ci90$upper.ci,
		a$alpha.drop$raw_alpha, a$item.stats$r.drop)
	what <- c("alpha", "ondergrens", "bovengrens", "ondergrens90", "bovengrens90",
		rep(c("alpha_zonder", "item_rest"), each = k))
	out <<- rbind(out, data.frame(set, method, what, item = c(0, 0, 0, 0, 0, 1:k, 1:k),
		value = sprintf("%.17g", value)))
}

for (set in unique(data$set)) {
	# Cancellation with an offset of 1e9 costs R up to ten digits.
	if (startsWith(set, "offset")) next
	rows <- data[data$set == set, ]
	x <- do.call(rbind, lapply(strsplit(gsub("[{}]", "", rows$items), ","),
		function(items) suppressWarnings(as.numeric(items))))
	complete <- complete.cases(x)
	if (is.na(rows$weight[1])) {
		pairs <- crossprod(!is.na(x))
		add(set, "lijstgewijs", alpha(x, use = "complete.obs", check.keys = FALSE, warnings = FALSE),
			sum(complete), ncol(x))
		add(set, "paarsgewijs", alpha(x, use = "pairwise", check.keys = FALSE, warnings = FALSE),
			min(pairs), ncol(x))
	} else {
		w <- rows$weight[complete]
		covariances <- cov.wt(x[complete, ], w / sum(w))$cov
		add(set, "lijstgewijs", alpha(covariances, n.obs = sum(complete), check.keys = FALSE, warnings = FALSE),
			sum(w)^2 / sum(w^2), ncol(x))
		items <- as.data.frame(x)
		by_survey <- svycralpha(as.formula(paste("~", paste(names(items), collapse = "+"))),
			svydesign(ids = ~1, weights = rows$weight, data = items), na.rm = TRUE)
		out <- rbind(out, data.frame(set, method = "lijstgewijs", what = "alpha", item = 0,
			value = sprintf("%.17g", as.numeric(by_survey))))
	}
}
write.table(out, file.path(here, "alfa_psych.csv"), sep = ",", quote = FALSE,
	row.names = FALSE, col.names = FALSE)
