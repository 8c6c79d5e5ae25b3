package io.millrace.udfs.backtest;

import io.millrace.udfs.backtest.plot.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that a condition compares a property with, to be drawn as lines. Only the plain forms
 * {@code name > number} and {@code number < name} are seen; a plot lacks lines for others.
 */
final class Levels {
  private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)";

  /** Aggregates that are of the size of the values that they are taken of. */
  private static final String SAME_SIZE = "avg|min|max";

  private Levels() {}

  static List<Level> of(String condition, String property) {
    String name = "\\b(" + Pattern.quote(property) + "|" + SAME_SIZE + ")\\b";
    List<Level> levels = new ArrayList<>();
    find(
        levels,
        Pattern.compile(name + "\\s*(?:[<>]=?)\\s*" + NUMBER + "(?![\\w.]|\\s*[*/+-])"),
        2,
        condition);
    find(
        levels,
        Pattern.compile(
            "(?<![\\w.*/+-])" + NUMBER + "\\s*(?:[<>]=?)\\s*" + name + "(?!\\s*[*/+-])"),
        1,
        condition);
    return levels;
  }

  private static void find(List<Level> levels, Pattern form, int group, String condition) {
    Matcher matcher = form.matcher(condition);
    while (matcher.find()) {
      levels.add(new Level(Double.parseDouble(matcher.group(group)), matcher.group().strip()));
    }
  }
}
