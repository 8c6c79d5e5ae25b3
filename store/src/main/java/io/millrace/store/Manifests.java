package io.millrace.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes manifests and indexes. */
final class Manifests {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final ObjectStore store;

  Manifests(ObjectStore store) {
    this.store = store;
  }

  /**
   * A manifest as it stands.
   *
   * @param sha256 of its bytes
   */
  record Stored(Manifest manifest, String name, String sha256) {}

  /** All, in the order of their numbers. */
  List<Stored> all() throws IOException {
    List<Stored> all = new ArrayList<>();
    for (ObjectStore.Entry entry : store.list(Layout.MANIFESTS)) {
      byte[] bytes = bytes(entry.name());
      all.add(new Stored(read(entry.name(), bytes), entry.name(), Sha256.of(bytes)));
    }
    return all;
  }

  private static Manifest read(String name, byte[] bytes) throws IOException {
    try {
      return JSON.readValue(bytes, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new IOException(name + " is no manifest: " + e.getOriginalMessage(), e);
    }
  }

  void write(Manifest manifest, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("manifest"), JSON.writeValueAsBytes(manifest));
    store.write(Layout.manifest(manifest.number()), file);
  }

  BlockIndex index(Manifest.SealedFile file) throws IOException {
    return JSON.readValue(bytes(file.index()), BlockIndex.class);
  }

  private byte[] bytes(String name) throws IOException {
    try (InputStream in = store.read(name, 0)) {
      return in.readAllBytes();
    }
  }
}
