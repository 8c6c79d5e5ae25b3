package io.millrace.local.demo.replay;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a recording message by message. */
interface RecordingReader extends Closeable {
  /** The next message, null at the end. */
  @Nullable RecordedMessage next() throws IOException;
}
