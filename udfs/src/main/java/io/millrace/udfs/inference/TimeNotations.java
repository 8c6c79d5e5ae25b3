package io.millrace.udfs.inference;

import io.millrace.udfs.mapping.FieldType;
import io.millrace.udfs.mapping.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The ways in which devices write times. */
final class TimeNotations {
  private static final PropertyType TIME = PropertyType.of(FieldType.TIMESTAMP);
  private static final String FRACTION = "[.SSSSSSSSS][.SSSSSS][.SSS]";
  private static final String DATE = "^\\d{4}-\\d\\d-\\d\\d";

  /** Texts, those that say more first. */
  static final List<Notation> TEXTS = texts();

  /** Numbers; only where the name says that it is a time. */
  static final List<Notation> NUMBERS = numbers();

  private TimeNotations() {}

  private static List<Notation> texts() {
    List<Notation> all = new ArrayList<>();
    all.add(Notation.plain("ISO-8601 with offset", TIME, form(DATE + "T.*(Z|[+-]\\d\\d.*)$")));
    zoned(all, "yyyy-MM-dd'T'HH:mm:ss" + FRACTION + "XX", DATE + "T.*[+-]\\d{4}$");
    zoned(all, "yyyy-MM-dd HH:mm:ss" + FRACTION + "[ ]XXX", DATE + " .*(Z|[+-]\\d\\d:\\d\\d)$");
    zoned(all, "yyyy-MM-dd HH:mm:ss" + FRACTION + "[ ]XX", DATE + " .*[+-]\\d{4}$");
    zoned(all, "yyyy-MM-dd HH:mm:ss" + FRACTION + " z", DATE + " .*[A-Z]{3,}$");
    zoned(all, "yyyyMMdd'T'HHmmssX", "^\\d{8}T\\d{6}(Z|[+-]\\d\\d)$");
    zoned(all, "EEE, d MMM yyyy HH:mm:ss [Z][z]", "^[A-Za-z]{3}, \\d.*");
    zoned(all, "EEEE, dd-MMM-yy HH:mm:ss z", "^[A-Za-z]{6,9}, \\d.*");
    zoned(all, "EEE MMM d HH:mm:ss z yyyy", "^[A-Za-z]{3} [A-Za-z]{3} +\\d.*");
    zoned(all, "dd/MMM/yyyy:HH:mm:ss Z", "^\\d\\d/[A-Za-z]{3}/\\d{4}:.*");
    local(all, "EEE MMM [ ]d HH:mm:ss yyyy", "^[A-Za-z]{3} [A-Za-z]{3} +\\d.*");
    local(all, "yyyy-MM-dd'T'HH:mm:ss" + FRACTION, DATE + "T[\\d:.]+$");
    local(all, "yyyy-MM-dd HH:mm:ss" + FRACTION, DATE + " [\\d:.]+$");
    local(all, "yyyy-MM-dd'T'HH:mm", DATE + "T\\d\\d:\\d\\d$");
    local(all, "yyyy-MM-dd HH:mm", DATE + " \\d\\d:\\d\\d$");
    local(all, "yyyy-MM-dd", DATE + "$");
    local(all, "yyyy/MM/dd[ HH:mm[:ss]]", "^\\d{4}/\\d\\d/\\d\\d.*");
    local(all, "d.M.yyyy[ H:mm[:ss]]", "^\\d{1,2}\\.\\d{1,2}\\.\\d{4}.*");
    local(all, "d/M/yyyy[ H:mm[:ss]]", "^\\d{1,2}/\\d{1,2}/\\d{4}.*");
    local(all, "M/d/yyyy[ H:mm[:ss]]", "^\\d{1,2}/\\d{1,2}/\\d{4}.*");
    local(all, "M/d/yyyy h:mm[:ss] a", "^\\d{1,2}/\\d{1,2}/\\d{4} .*[AaPp][Mm]$");
    return List.copyOf(all);
  }

  private static void zoned(List<Notation> all, String pattern, String form) {
    all.add(Notation.read(pattern, TIME, template(pattern), form(form)));
  }

  private static void local(List<Notation> all, String pattern, String form) {
    String text = pattern + " without a zone, taken as UTC";
    all.add(Notation.read(text, TIME, template(pattern), form(form)));
  }

  private static String template(String pattern) {
    return "time(@, \"" + pattern + "\")";
  }

  private static Predicate<Object> form(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return value -> value instanceof String text && pattern.matcher(text).matches();
  }

  private static List<Notation> numbers() {
    List<Notation> all = new ArrayList<>();
    all.add(Notation.read("epoch seconds", TIME, "epochSeconds(@)", number(1)));
    all.add(Notation.read("epoch milliseconds", TIME, "epochMillis(@)", number(1e3)));
    all.add(Notation.read("epoch microseconds", TIME, "@ / 1000", whole(1e6)));
    all.add(Notation.read("epoch nanoseconds", TIME, "@ / 1000000", whole(1e9)));
    all.add(
        Notation.read(
            "epoch seconds in a text", TIME, "epochSeconds(parseNumber(@))", digits("10")));
    all.add(
        Notation.read(
            "epoch milliseconds in a text", TIME, "epochMillis(parseNumber(@))", digits("13")));
    all.add(
        Notation.read(
            "yyyyMMddHHmmss without a zone, taken as UTC",
            TIME,
            template("yyyyMMddHHmmss"),
            digits("14")));
    all.add(
        Notation.read(
            "yyyyMMdd without a zone, taken as UTC", TIME, template("yyyyMMdd"), digits("8")));
    return List.copyOf(all);
  }

  private static Predicate<Object> digits(String count) {
    return form("[1-9]\\d{" + (Integer.parseInt(count) - 1) + "}(\\.\\d+)?");
  }

  /** Numbers of the years 2001 to 2099 in this many parts of a second. */
  private static Predicate<Object> number(double parts) {
    return value ->
        value instanceof Number n
            && n.doubleValue() >= 1e9 * parts
            && n.doubleValue() < 4.1e9 * parts;
  }

  private static Predicate<Object> whole(double parts) {
    return value -> value instanceof Long && number(parts).test(value);
  }
}
