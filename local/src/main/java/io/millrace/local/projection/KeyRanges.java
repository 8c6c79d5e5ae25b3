package io.millrace.local.projection;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two sets of documents that may be larger than memory: both are written to files by
 * ranges of the hash of their keys, and each range is compared by itself (Grace hash join;
 * Kitsuregawa et al., 1983). Everything is read once.
 */
final class KeyRanges implements Closeable {
  private static final int RANGES = 128;
  private final Path folder;
  private final DataOutputStream[] expected = new DataOutputStream[RANGES];
  private final DataOutputStream[] present = new DataOutputStream[RANGES];

  /**
   * @param folder of the local disk; whoever made it deletes it
   */
  KeyRanges(Path folder) throws IOException {
    this.folder = folder;
    for (int range = 0; range < RANGES; range++) {
      expected[range] = output("expected-" + range);
      present[range] = output("present-" + range);
    }
  }

  /** Is told of each document, with what was expected and what is there; null for nothing. */
  @FunctionalInterface
  interface Comparison {
    void compare(
        DocumentKey key, @Nullable DocumentState expected, @Nullable DocumentState present);
  }

  private DataOutputStream output(String name) throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(name))));
  }

  /** Of several for one key the latest counts. */
  void expect(DocumentKey key, DocumentState state) throws IOException {
    write(expected[range(key)], key, state);
  }

  void found(DocumentKey key, DocumentState state) throws IOException {
    write(present[range(key)], key, state);
  }

  private static int range(DocumentKey key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) * 0x9e3779b9 >>> 25;
  }

  private static void write(DataOutputStream out, DocumentKey key, DocumentState state)
      throws IOException {
    text(out, key.alias());
    text(out, key.id());
    out.writeLong(state.version());
    out.writeLong(state.hash());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /** Compares all; nothing can be added afterwards. */
  void compare(Comparison comparison) throws IOException {
    close();
    for (int range = 0; range < RANGES; range++) {
      Map<DocumentKey, DocumentState> wanted = read("expected-" + range);
      Map<DocumentKey, DocumentState> there = read("present-" + range);
      Set<DocumentKey> keys = new HashSet<>(wanted.keySet());
      keys.addAll(there.keySet());
      for (DocumentKey key : keys) {
        comparison.compare(key, wanted.get(key), there.get(key));
      }
    }
  }

  private Map<DocumentKey, DocumentState> read(String name) throws IOException {
    Map<DocumentKey, DocumentState> states = new HashMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(name))))) {
      while (true) {
        DocumentKey key = new DocumentKey(text(in), text(in));
        states.merge(key, new DocumentState(in.readLong(), in.readLong()), DocumentState::or);
      }
    } catch (EOFException e) {
      return states;
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    for (int range = 0; range < RANGES; range++) {
      expected[range].close();
      present[range].close();
    }
  }
}
