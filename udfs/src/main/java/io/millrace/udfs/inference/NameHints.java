package io.millrace.udfs.inference;

import java.util.List;
import java.util.Set;

/** What names say about values, by their words. */
public final class NameHints {
  private static final Set<String> TIMES =
      Set.of("time", "timestamp", "ts", "date", "datetime", "when", "epoch", "utc", "at");
  private static final Set<String> TIME_VERBS =
      Set.of(
          "observed", "created", "updated", "modified", "received", "measured", "sampled", "seen");

  /** What is counted, told apart or coded, not measured: its text must stay as it is. */
  private static final Set<String> CODES =
      Set.of(
          "id",
          "ids",
          "eui",
          "serial",
          "imei",
          "imsi",
          "iccid",
          "mac",
          "phone",
          "zip",
          "postal",
          "postcode",
          "code",
          "mcc",
          "mnc",
          "version",
          "key",
          "addr",
          "address",
          "uuid",
          "urn",
          "token",
          "hash",
          "barcode",
          "plate",
          "ip");

  private static final Set<String> COUNTS =
      Set.of("count", "counter", "cnt", "seq", "sequence", "index", "number", "port", "num", "n");

  private static final Set<String> MEASURED =
      Set.of(
          "temperature",
          "temp",
          "humidity",
          "pressure",
          "voltage",
          "volt",
          "current",
          "power",
          "energy",
          "level",
          "speed",
          "velocity",
          "distance",
          "depth",
          "height",
          "altitude",
          "weight",
          "mass",
          "flow",
          "volume",
          "lux",
          "light",
          "illuminance",
          "co2",
          "tvoc",
          "pm",
          "noise",
          "moisture",
          "rain",
          "wind",
          "battery",
          "frequency",
          "acceleration",
          "x",
          "y",
          "z",
          "lat",
          "lon",
          "latitude",
          "longitude",
          "value",
          "angle",
          "snr",
          "concentration");

  private NameHints() {}

  /** Whether values of this name are times. */
  public static boolean time(String name) {
    List<String> tokens = Tokens.of(name);
    return tokens.equals(List.of("t")) || has(tokens, TIMES) || last(tokens, TIME_VERBS);
  }

  /** Whether digits of this name are no number. */
  static boolean code(String name) {
    return has(Tokens.of(name), CODES);
  }

  /** Whether whole numbers of this name are so by nature. */
  static boolean count(String name) {
    return has(Tokens.of(name), COUNTS) || code(name);
  }

  /** Whether the next value of this name may have a fraction although none had one so far. */
  static boolean measured(String name) {
    List<String> tokens = Tokens.of(name);
    return !count(name)
        && tokens.stream().anyMatch(t -> MEASURED.contains(t.replaceAll("[0-9]+$", "")));
  }

  private static boolean has(List<String> tokens, Set<String> words) {
    return tokens.stream().anyMatch(words::contains);
  }

  private static boolean last(List<String> tokens, Set<String> words) {
    return !tokens.isEmpty() && words.contains(tokens.get(tokens.size() - 1));
  }
}
