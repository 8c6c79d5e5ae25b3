package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one sealed file and its index on the local disk. */
final class SealedWriter implements Closeable {
  private final String name;
  private final Path file;
  private final int blockEvents;
  private final EventWriter writer;
  private final List<BlockIndex.Block> blocks = new ArrayList<>();
  private final int header;
  private long blockAt;
  private @Nullable EventKey first;
  private @Nullable EventKey last;
  private long events;

  /**
   * @param name in the store, without its ending
   * @param blockEvents after so many events a block ends
   */
  SealedWriter(String name, Path file, int blockEvents) throws IOException {
    this.name = name;
    this.file = file;
    this.blockEvents = blockEvents;
    this.writer = EventWriter.create(new BufferedOutputStream(Files.newOutputStream(file)));
    this.blockAt = writer.endBlock();
    this.header = Math.toIntExact(blockAt);
  }

  void write(ObjectEvent event) throws IOException {
    EventKey key = EventKey.of(event);
    if (events % blockEvents == 0) {
      blockAt = writer.endBlock();
      blocks.add(new BlockIndex.Block(blockAt, key));
    }
    writer.write(event);
    first = first == null ? key : first;
    last = key;
    events++;
  }

  /** Bytes before the block that is being written. */
  long size() {
    return blockAt;
  }

  BlockIndex index() {
    return new BlockIndex(header, List.copyOf(blocks));
  }

  /** What the manifest says of it; after it was closed. */
  Manifest.SealedFile sealed() throws IOException {
    if (first == null || last == null) {
      throw new IllegalStateException(name + " has no event");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new Manifest.SealedFile(name, Files.size(file), Sha256.of(in), events, first, last);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
