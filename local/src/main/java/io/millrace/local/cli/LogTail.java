package io.millrace.local.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the end of a file that others write. */
final class LogTail {
  private static final int BLOCK = 8192;
  private static final long POLL_MILLIS = 250;
  private final Path file;
  private long position;

  LogTail(Path file) {
    this.file = file;
  }

  /** Writes the last lines. */
  void last(int lines, OutputStream out) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      position = startOfLast(lines, in);
      copyRest(in, out);
    }
  }

  private static long startOfLast(int lines, RandomAccessFile in) throws IOException {
    byte[] block = new byte[BLOCK];
    int found = 0;
    // The line end at the very end ends the last line and begins none.
    long end = in.length() - 1;
    while (end > 0) {
      int size = (int) Math.min(BLOCK, end);
      in.seek(end - size);
      in.readFully(block, 0, size);
      for (int i = size - 1; i >= 0; i--) {
        if (block[i] == '\n' && ++found == lines) {
          return end - size + i + 1;
        }
      }
      end -= size;
    }
    return 0;
  }

  /** Writes what is added, until interrupted; begins anew where the file does. */
  void follow(OutputStream out) throws IOException, InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      if (Files.exists(file)) {
        if (Files.size(file) < position) {
          position = 0;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
          copyRest(in, out);
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void copyRest(RandomAccessFile in, OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    in.seek(position);
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      out.write(block, 0, read);
      position += read;
    }
    out.flush();
  }
}
