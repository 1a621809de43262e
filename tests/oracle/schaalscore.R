#!/usr/bin/Rscript
# Compares R's survey package with tests/oracle/schaalscore.csv, run in
# tests/oracle: the largest relative differences without and with the offset of
# 1e9, on which survey itself loses digits. Respondents with weight 0 are left
# out, as schaalscore does; survey would count them.
suppressMessages(library(survey))

data <- read.csv("schaalscore_data.csv", header = FALSE, col.names = c("set", "score", "weight"))
wanted <- read.csv("schaalscore.csv", header = FALSE,
                   col.names = c("set", "weighted", "n", "mean", "error", "half_t", "half_z"))
worst <- list()
for (i in which(wanted$n > 1)) {
    want <- wanted[i, ]
    rows <- data[data$set == want$set & !is.na(data$score), ]
    if (want$weighted == "f") rows$weight <- 1
    rows <- rows[!is.na(rows$weight) & rows$weight > 0, ]
    mean <- svymean(~score, svydesign(ids = ~1, weights = ~weight, data = rows))
    half <- diff(as.numeric(confint(mean, df = nrow(rows) - 1))) / 2
    rows$population <- 152
    corrected <- svymean(~score, svydesign(ids = ~1, weights = ~weight, fpc = ~population, data = rows))
    half_z <- diff(as.numeric(confint(corrected, level = 0.9))) / 2
    kind <- if (want$mean > 1e8) "offset 1e9" else "no offset"
    worst[[kind]] <- rbind(worst[[kind]],
        abs(c(mean = coef(mean)[[1]] / want$mean, error = SE(mean)[[1]] / want$error,
              half_t = half / want$half_t, half_z = half_z / want$half_z) - 1))
}
for (kind in names(worst)) {
    cat(kind, ":", nrow(worst[[kind]]), "cases\n")
    print(apply(worst[[kind]], 2, max))
}
stopifnot(nrow(worst[["no offset"]]) > 20, worst[["no offset"]] < 1e-10)
