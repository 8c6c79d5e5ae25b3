package io.millrace.udfs.backtest.plot;

import org.jspecify.annotations.Nullable;

/**
 * An alert on the time axis.
 *
 * @param from when it was opened, epoch ms
 * @param to when it was cleared; null if it is open at the end of the plot
 * @param severity info, warning or critical
 * @param text shown where the mouse rests on it
 */
public record Mark(long from, @Nullable Long to, String severity, String text) {}
