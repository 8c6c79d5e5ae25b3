package io.millrace.udfs.device;

import io.millrace.udfs.definition.DocumentReader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code "codec": {"id": "ct-100", "fPort": 10}} of a device or a transport. */
final class CommandCodecReader {
  static final String FIELD = "codec";
  private static final int LAST_PORT = 255;

  private CommandCodecReader() {}

  /** The codec, or null where none is named. */
  static @Nullable CommandCodec read(DocumentReader owner) {
    if (!owner.has(FIELD)) {
      return null;
    }
    DocumentReader reader = owner.object(FIELD);
    reader.only(new TreeSet<>(Set.of("id", "fPort")));
    return new CommandCodec(
        reader.matching("id", DocumentReader.ID),
        reader.count("fPort", 0, LAST_PORT, CommandCodec.DEFAULT_PORT));
  }
}
