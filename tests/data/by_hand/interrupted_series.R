# Interrupted time series by R itself; prints what tests/engines/statistics/test_interrupted_series_of_r.py compares.
# Run: Rscript interrupted_series.R > interrupted_series.csv
# The model of RULES d18: trend, level from the start on, months since the start (nought in its first month), and a sine
# and a cosine of the month where something returns each year; errors of order one, by REML (nlme::gls, corAR1).
suppressMessages(library(nlme))
say <- function(series, what, values) {
  for (place in seq_along(values)) cat(series, what, place - 1, format(values[[place]], digits = 15), sep = ",", fill = TRUE)
}
analyse <- function(name, counts, first, month, season) {
  # first: how many months before the start; month: of the year, of each count.
  n <- length(counts)
  time <- 0:(n - 1)
  d <- data.frame(y = as.numeric(counts), time = time, level = as.numeric(time >= first), since = pmax(time - first, 0),
                  s = sin(2 * pi * month / 12), c = cos(2 * pi * month / 12))
  model <- if (season) y ~ time + level + since + s + c else y ~ time + level + since
  fit <- gls(model, data = d, correlation = corAR1(form = ~ time), method = "REML",
             control = glsControl(tolerance = 1e-12, msTol = 1e-14, msMaxIter = 1000))
  say(name, "counts", counts)
  say(name, "coefficients", coef(fit))
  say(name, "errors", sqrt(diag(vcov(fit))))
  # By t with n - p degrees of freedom, as intervals.gls has it.
  bounds <- intervals(fit, which = "coef")$coef
  say(name, "lower", bounds[, "lower"])
  say(name, "upper", bounds[, "upper"])
  say(name, "phi", coef(fit$modelStruct$corStruct, unconstrained = FALSE))
  say(name, "sigma", fit$sigma)
  say(name, "fitted", fitted(fit))
  without <- transform(d, level = 0, since = 0)
  say(name, "expected", predict(fit, without)[(first + 1):n])
}
cat("# ", R.version.string, ", nlme ", as.character(packageVersion("nlme")), "\n", sep = "")
cat("series,what,place,value\n")
# 24 months, of which the outcome is printed in G. Ji's book (see the test); the start is month 13.
book <- c(50, 60, 45, 47, 50, 55, 53, 51, 48, 50, 47, 48, 55, 60, 63, 67, 65, 69, 72, 68, 74, 71, 76, 70)
analyse("book", book, 12, rep(1:12, 2), FALSE)
# datasets::UKDriverDeaths: drivers killed or seriously injured in Great Britain by month, January 1969 to December 1984;
# seat belts were compulsory from 31 January 1983 on.
deaths <- as.integer(UKDriverDeaths)
analyse("belts", deaths, 169, as.integer(cycle(UKDriverDeaths)), FALSE)
analyse("belts_season", deaths, 169, as.integer(cycle(UKDriverDeaths)), TRUE)
# The last four years before it: the same model where nothing began, at its first, middle and last place.
before <- deaths[122:169]
month <- as.integer(cycle(UKDriverDeaths))[122:169]
for (place in c(8, 26, 44)) analyse(paste0("before_", place), before, place, month, TRUE)
