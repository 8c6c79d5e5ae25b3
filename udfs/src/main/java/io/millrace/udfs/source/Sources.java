package io.millrace.udfs.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources that are defined, by what stands in messages. */
public final class Sources {
  private static final Sources NONE = new Sources(List.of());

  private final Map<String, Source> bySender = new HashMap<>();

  /**
   * @param sources of two with the same sender, the first counts
   */
  public Sources(Collection<Source> sources) {
    sources.forEach(source -> bySender.putIfAbsent(source.sender(), source));
  }

  /** No source is defined. */
  public static Sources none() {
    return NONE;
  }

  /** The source of messages with this {@code source} header, or null where none is defined. */
  public @Nullable Source of(String sender) {
    return bySender.get(sender);
  }
}
