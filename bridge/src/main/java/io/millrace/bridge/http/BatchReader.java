package io.millrace.bridge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.bridge.kafka.DeviceMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a batch apart; payloads are cut out as they stand, byte for byte. */
final class BatchReader {
  private static final JsonFactory JSON = new JsonFactory();
  private final IngestRequest request;
  private final int maxMessageSize;
  private final int maxMessages;

  BatchReader(IngestRequest request, HttpSettings settings) {
    this.request = request;
    this.maxMessageSize = settings.maxMessageSize();
    this.maxMessages = settings.maxBatchMessages();
  }

  /** All messages; if one of them cannot be used, none is. */
  List<DeviceMessage> read(BatchFormat format, byte[] body) throws ProblemException {
    List<DeviceMessage> messages = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      boolean array = format != BatchFormat.LINES;
      if (array && parser.nextToken() != JsonToken.START_ARRAY) {
        throw new ProblemException(ProblemCode.INVALID_MESSAGE, "The batch is no JSON array");
      }
      JsonToken end = array ? JsonToken.END_ARRAY : null;
      for (JsonToken token = parser.nextToken(); token != end; token = parser.nextToken()) {
        int index = messages.size();
        if (token != JsonToken.START_OBJECT) {
          throw ProblemException.ofMessage(ProblemCode.INVALID_MESSAGE, index, "is no JSON object");
        }
        messages.add(checked(item(format, parser, body, index), index));
      }
      if (array && parser.nextToken() != null) {
        throw new ProblemException(ProblemCode.INVALID_MESSAGE, "There is more after the batch");
      }
    } catch (JsonProcessingException e) {
      throw ProblemException.ofMessage(
          ProblemCode.INVALID_MESSAGE, messages.size(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new ProblemException(ProblemCode.INVALID_MESSAGE, "The batch cannot be read");
    }
    return messages;
  }

  private DeviceMessage item(BatchFormat format, JsonParser parser, byte[] body, int index)
      throws IOException, ProblemException {
    try {
      return format == BatchFormat.EVENTS
          ? BatchEvent.read(parser, body, request)
          : BatchItem.read(parser, body).message(request, index);
    } catch (ProblemException e) {
      throw ProblemException.ofMessage(e.code(), index, String.valueOf(e.getMessage()));
    }
  }

  private DeviceMessage checked(DeviceMessage message, int index) throws ProblemException {
    if (message.size() > maxMessageSize) {
      throw ProblemException.ofMessage(
          ProblemCode.TOO_LARGE, index, "more than " + maxMessageSize + " bytes");
    }
    if (index >= maxMessages) {
      throw new ProblemException(ProblemCode.TOO_LARGE, "More than " + maxMessages + " messages");
    }
    return message;
  }

  /** The value at which a parser stands, as its bytes; the parser is at its end then. */
  static byte[] slice(JsonParser parser, byte[] body) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getByteOffset();
    return Arrays.copyOfRange(body, start, end);
  }
}
