# What R's survey says about the data sets of weeg.py: weeg_survey.csv
# (set,respondent,gewicht), beside this file. Usage: Rscript weeg.R
suppressMessages(library(survey))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
read <- function(name, columns) {
	read.csv(file.path(here, name), header = FALSE, col.names = columns)
}
sample <- read("weeg_sample.csv", c("set", "respondent", "a", "b", "c", "begin"))
margins <- read("weeg_margins.csv", c("set", "variable", "category", "count"))

weights <- lapply(split(sample, sample$set), function(rows) {
	of_set <- margins[margins$set == rows$set[1], ]
	variables <- unique(of_set$variable)
	totals <- lapply(variables, function(v) {
		of_variable <- of_set[of_set$variable == v, ]
		setNames(data.frame(of_variable$category, of_variable$count), c(v, "Freq"))
	})
	raked <- rake(svydesign(ids = ~1, weights = ~begin, data = rows),
		lapply(variables, function(v) as.formula(paste("~", v))), totals,
		control = list(maxit = 5000, epsilon = 1e-15 * sum(totals[[1]]$Freq)))
	data.frame(rows$set, rows$respondent, sprintf("%.17g", weights(raked)))
})
write.table(do.call(rbind, weights), file.path(here, "weeg_survey.csv"),
	sep = ",", quote = FALSE, row.names = FALSE, col.names = FALSE)
