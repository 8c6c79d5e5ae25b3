package io.millrace.store;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of the files of a store.
 *
 * <pre>
 * events/date=2026-11-21/…avro         as the job wrote them; the date is the day of writing, UTC
 * sealed/date=2026-11-21/000007-0.avro the events of a day by object; of manifest 7
 * sealed/date=2026-11-21/000007-0.index
 * manifests/000007.json
 * </pre>
 */
public final class Layout {
  public static final String EVENTS = "events/";
  public static final String SEALED = "sealed/";
  static final String MANIFESTS = "manifests/";
  public static final String AVRO = ".avro";
  static final String INDEX = ".index";

  /** As Flink's sink names folders. */
  public static final String DATE = "date=";

  private Layout() {}

  static String day(LocalDate date) {
    return EVENTS + DATE + date + "/";
  }

  static String manifest(int number) {
    return MANIFESTS + number(number) + ".json";
  }

  /** Without its ending. */
  static String sealed(LocalDate date, int manifest, int part) {
    return SEALED + DATE + date + "/" + number(manifest) + "-" + part;
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%06d", number);
  }

  /** The day that a file of events belongs to; empty of any other file. */
  static Optional<LocalDate> date(String name) {
    int begin = name.indexOf("/" + DATE);
    int end = begin < 0 ? -1 : name.indexOf('/', begin + 1);
    if (end < 0 || !name.endsWith(AVRO)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(name.substring(begin + 1 + DATE.length(), end)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
