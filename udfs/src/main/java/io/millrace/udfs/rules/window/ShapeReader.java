package io.millrace.udfs.rules.window;

import io.millrace.udfs.definition.DocumentReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how windows are cut. */
final class ShapeReader {
  private ShapeReader() {}

  static @Nullable Shape read(DocumentReader document) {
    if (!document.has("window")) {
      document.problem("window", "Is required");
      return null;
    }
    DocumentReader window = document.object("window");
    window.text("type");
    return switch (window.oneOf("type", List.of("tumbling", "sliding", "session"), "")) {
      case "tumbling" -> tumbling(window);
      case "sliding" -> sliding(window);
      case "session" -> session(window);
      default -> null;
    };
  }

  private static @Nullable Shape tumbling(DocumentReader window) {
    window.only(Set.of("type", "size", "offset"));
    long size = millis(window, "size");
    return size == 0 ? null : new Shape.Stepping(size, size, offset(window));
  }

  private static @Nullable Shape sliding(DocumentReader window) {
    window.only(Set.of("type", "size", "slide", "offset"));
    long size = millis(window, "size");
    if (!window.has("slide")) {
      if (window.has("offset")) {
        window.problem("offset", "Needs slide: without it the window ends with each event");
      }
      return size == 0 ? null : new Shape.Sliding(size);
    }
    long slide = millis(window, "slide");
    if (slide > size) {
      window.problem("slide", "Must not be longer than size: events between would not count");
    }
    return size == 0 || slide == 0 ? null : new Shape.Stepping(size, slide, offset(window));
  }

  private static @Nullable Shape session(DocumentReader window) {
    window.only(Set.of("type", "gap"));
    long gap = millis(window, "gap");
    return gap == 0 ? null : new Shape.Session(gap);
  }

  private static long offset(DocumentReader window) {
    Duration offset = window.duration("offset");
    return offset == null ? 0 : offset.toMillis();
  }

  /** Zero where it is absent or wrong, which is noted. */
  private static long millis(DocumentReader window, String field) {
    window.text(field);
    Duration duration = window.duration(field);
    if (duration == null) {
      return 0;
    }
    if (duration.toMillis() < 1) {
      window.problem(field, "Must be at least PT0.001S");
    }
    return duration.toMillis();
  }
}
