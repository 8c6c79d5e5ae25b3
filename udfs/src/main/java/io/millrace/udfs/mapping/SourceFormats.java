package io.millrace.udfs.mapping;

import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The format of each source, as its mappings declare it. A message is decoded once, for all of
 * them: so they have to agree, and those that declare none follow.
 */
final class SourceFormats {
  private final Map<String, DeclaredFormat> bySource = new HashMap<>();
  private final Set<String> conflicts = new HashSet<>();

  SourceFormats(Collection<Mapping> mappings) {
    for (Mapping mapping : mappings) {
      String source = mapping.source();
      DeclaredFormat format = mapping.format();
      if (source == null || format == null) {
        continue;
      }
      DeclaredFormat other = bySource.putIfAbsent(source, format);
      if (other != null && !other.equals(format)) {
        conflicts.add(source);
      }
    }
  }

  /** The declared format of a source, or null where none is declared. */
  @Nullable DeclaredFormat of(String source) throws RefusedException {
    if (!conflicts.isEmpty() && conflicts.contains(source)) {
      throw new RefusedException(
          RefusalCode.CONFLICTING_FORMATS,
          "",
          "The mappings of source '" + source + "' declare different formats");
    }
    return bySource.get(source);
  }
}
