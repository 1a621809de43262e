# What R's cor.test says about the data sets of samenhang.py: samenhang_cor_test.csv
# (set,n,r,t,p,ondergrens,bovengrens,ondergrens80), beside this file. Usage:
# Rscript samenhang.R
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
data <- read.csv(file.path(here, "samenhang_data.csv"), header = FALSE,
	col.names = c("set", "nr", "x", "y"))

rows <- lapply(split(data, data$set), function(pairs) {
	test <- cor.test(pairs$x, pairs$y)
	bounds <- c(test$conf.int, cor.test(pairs$x, pairs$y, conf.level = 0.8)$conf.int[1])
	if (is.null(test$conf.int))
		bounds <- rep(NA, 3)
	figures <- c(test$estimate, test$statistic, test$p.value, bounds)
	c(pairs$set[1], test$parameter + 2, ifelse(is.na(figures), "", sprintf("%.17g", figures)))
})
write.table(do.call(rbind, rows), file.path(here, "samenhang_cor_test.csv"),
	sep = ",", quote = FALSE, row.names = FALSE, col.names = FALSE)
