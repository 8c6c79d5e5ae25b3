package io.millrace.local.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 64 bits of the SHA-256 of a document, whatever the order of its fields. */
final class ContentHash {
  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private ContentHash() {}

  static long of(byte[] json) throws IOException {
    return of(SORTED.readTree(json));
  }

  static long of(JsonNode document) {
    try {
      Object plain = SORTED.treeToValue(document, Object.class);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(SORTED.writeValueAsBytes(plain));
      return ByteBuffer.wrap(hash).getLong();
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("A tree can be written, and every Java has SHA-256", e);
    }
  }
}
