package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.rules.pattern.TakenValue.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A stage's condition, taken apart: what asks for the event alone, and what also asks for events
 * taken. Of the latter {@code sum(a.temperature)} and the like become variables.
 */
final class ConditionText {
  private static final Pattern CALL =
      Pattern.compile(
          "(sum|avg|min|max|count|first|last)\\s*\\(\\s*([A-Za-z_]\\w*)(?:\\s*\\.\\s*([A-Za-z_]\\w*))?"
              + "\\s*\\)");
  private static final Pattern MEMBER = Pattern.compile("\\s*\\.\\s*([A-Za-z_]\\w*)(?!\\s*[(\\w])");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern QUOTED =
      Pattern.compile(
          "[rR]\"[^\"]*\"|[rR]'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|//[^\\n]*");

  /**
   * A part of a condition.
   *
   * @param source with variables in place of what it asks of events taken
   * @param taken those, by their variables
   */
  record Part(String source, Map<String, TakenValue> taken) {}

  private final String source;
  private final Set<String> stages;
  private final List<Part> parts = new ArrayList<>();
  private StringBuilder text = new StringBuilder();
  private Map<String, TakenValue> taken = new LinkedHashMap<>();
  private boolean divisible = true;

  private ConditionText(String source, Set<String> stages) {
    this.source = source;
    this.stages = stages;
  }

  /**
   * The parts that {@code &&} joins; the whole where it is joined otherwise.
   *
   * @param stages names that may be asked for
   */
  static List<Part> parts(String source, Set<String> stages) {
    ConditionText split = new ConditionText(source, stages);
    split.read();
    if (split.divisible) {
      return split.parts;
    }
    Map<String, TakenValue> all = new LinkedHashMap<>();
    split.parts.forEach(part -> all.putAll(part.taken));
    String joined = split.parts.stream().map(Part::source).collect(Collectors.joining("&&"));
    return List.of(new Part(joined, all));
  }

  private void read() {
    int depth = 0;
    int at = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      int length = Math.max(quoted(at), word(at));
      if (length > 0) {
        at += length;
        continue;
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0 && source.startsWith("&&", at)) {
        cut();
        at += 2;
        continue;
      }
      divisible &= depth != 0 || c != '?' && !source.startsWith("||", at);
      text.append(c);
      at++;
    }
    cut();
  }

  private void cut() {
    parts.add(new Part(text.toString(), taken));
    text = new StringBuilder();
    taken = new LinkedHashMap<>();
  }

  /** Copies a text or a comment, which is not read; its length, 0 where there is none. */
  private int quoted(int at) {
    Matcher matcher = QUOTED.matcher(source).region(at, source.length());
    if (!matcher.lookingAt()) {
      return 0;
    }
    text.append(matcher.group());
    return matcher.group().length();
  }

  /** Copies a name, or what stands for a value taken; its length, 0 where there is none. */
  private int word(int at) {
    boolean own = !member();
    Matcher call = CALL.matcher(source).region(at, source.length());
    if (own && call.lookingAt() && stages.contains(call.group(2))) {
      return call(call, at);
    }
    Matcher name = NAME.matcher(source).region(at, source.length());
    if (!name.lookingAt()) {
      return 0;
    }
    Matcher of = MEMBER.matcher(source).region(name.end(), source.length());
    if (own && name.group().equals("prev") && of.lookingAt()) {
      add(new TakenValue(Function.PREV, "", of.group(1)));
      return of.end() - at;
    }
    text.append(name.group());
    return name.end() - at;
  }

  /** {@code first(a).x} is the same as {@code first(a.x)}. */
  private int call(Matcher call, int at) {
    Function function = Function.valueOf(call.group(1).toUpperCase(Locale.ROOT));
    String property = call.group(3);
    int end = call.end();
    Matcher of = MEMBER.matcher(source).region(end, source.length());
    boolean one = function == Function.FIRST || function == Function.LAST;
    if (property == null && one && of.lookingAt()) {
      property = of.group(1);
      end = of.end();
    }
    if (property == null && function != Function.COUNT) {
      text.append(source, at, end);
    } else {
      add(new TakenValue(function, call.group(2), property));
    }
    return end - at;
  }

  private void add(TakenValue value) {
    taken.put(value.variable(), value);
    text.append(value.variable());
  }

  /** Whether what comes belongs to what stands before it, as x does in {@code y.x}. */
  private boolean member() {
    String before = text.toString().stripTrailing();
    return before.endsWith(".");
  }
}
