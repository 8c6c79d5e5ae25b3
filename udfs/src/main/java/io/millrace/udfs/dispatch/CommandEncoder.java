package io.millrace.udfs.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.millrace.udfs.codec.CodecOutcome;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.codec.Downlink;
import io.millrace.udfs.device.BodyTemplate;
import io.millrace.udfs.device.CommandCodec;
import io.millrace.udfs.device.Transport;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a command's JSON into what the device or what stands before it reads: by the codec that the
 * device or its transport names, and in the document that its transport asks for.
 */
final class CommandEncoder {
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";
  private final Codecs codecs;

  CommandEncoder(Codecs codecs) {
    this.codecs = codecs;
  }

  /**
   * What is sent, or why the codec gave nothing.
   *
   * @param message the command's JSON
   */
  CodecOutcome<Wire> encode(Way way, String command, ObjectNode message) {
    CommandCodec codec = way.codec();
    if (codec == null) {
      return new CodecOutcome.Done<>(wire(way, command, message, null));
    }
    CodecOutcome<Downlink> outcome =
        codecs.encodeDownlink(
            codec.id(),
            CommandPayload.plainParameters(message),
            codec.fPort(),
            variables(way, command));
    if (outcome instanceof CodecOutcome.Done<Downlink> done) {
      return new CodecOutcome.Done<>(wire(way, command, message, done.value()));
    }
    var refused = (CodecOutcome.Refused<Downlink>) outcome;
    return new CodecOutcome.Refused<>(
        refused.code(), "Codec '" + codec.id() + "': " + refused.reason());
  }

  private static Wire wire(
      Way way, String command, ObjectNode message, @Nullable Downlink downlink) {
    Integer fPort = downlink == null ? null : downlink.fPort();
    BodyTemplate body = way.transport().encoding().body();
    if (body != null) {
      JsonNode filled = body.fill(values(way, command, message, downlink));
      return new Wire(CommandPayload.bytes(filled), JSON, fPort);
    }
    if (downlink == null) {
      return new Wire(CommandPayload.bytes(message), JSON, null);
    }
    if (way.transport() instanceof Transport.SignalR) {
      return new Wire(CommandPayload.bytes(inJson(message, downlink)), JSON, fPort);
    }
    return new Wire(ByteBuffer.wrap(downlink.bytes()), BYTES, fPort);
  }

  /** A hub takes JSON alone. */
  private static ObjectNode inJson(ObjectNode message, Downlink downlink) {
    ObjectNode json = message.deepCopy();
    json.remove(CommandPayload.PARAMETERS);
    return json.put("payload", downlink.bytes()).put("fPort", downlink.fPort());
  }

  private static Map<String, JsonNode> values(
      Way way, String command, ObjectNode message, @Nullable Downlink downlink) {
    int fPort = downlink == null ? CommandCodec.DEFAULT_PORT : downlink.fPort();
    byte[] payload = downlink == null ? CommandPayload.bytes(message).array() : downlink.bytes();
    Map<String, JsonNode> values = new HashMap<>();
    way.places(command, fPort).forEach((name, text) -> values.put(name, TextNode.valueOf(text)));
    values.put("fPort", IntNode.valueOf(fPort));
    values.put("payload", TextNode.valueOf(Base64.getEncoder().encodeToString(payload)));
    values.put("id", message.path("id"));
    values.put(CommandPayload.PARAMETERS, message.path(CommandPayload.PARAMETERS));
    return values;
  }

  private static Map<String, String> variables(Way way, String command) {
    Map<String, String> variables = new TreeMap<>(way.device().labels());
    variables.put("command", command);
    return variables;
  }
}
