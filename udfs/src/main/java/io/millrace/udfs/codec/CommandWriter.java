package io.millrace.udfs.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Plain values to the JSON text that goes into the sandbox. */
final class CommandWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommandWriter() {}

  /** Bytes as a list of numbers from 0 to 255: the engine reads that faster than a script could. */
  static String json(byte[] bytes) {
    StringBuilder json = new StringBuilder(bytes.length * 4 + 2).append('[');
    for (int i = 0; i < bytes.length; i++) {
      (i == 0 ? json : json.append(',')).append(bytes[i] & 0xff);
    }
    return json.append(']').toString();
  }

  static String json(Map<String, ?> data) throws RefusedCallException {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new RefusedCallException(CodecCode.CODEC_FAILED, "The command is no JSON");
    }
  }
}
