package io.millrace.udfs.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Plain values to the JSON text that goes into the sandbox. */
final class CommandWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommandWriter() {}

  static String json(Map<String, ?> data) throws RefusedCallException {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new RefusedCallException(CodecCode.CODEC_FAILED, "The command is no JSON");
    }
  }
}
