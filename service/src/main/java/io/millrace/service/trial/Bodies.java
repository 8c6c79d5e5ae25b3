package io.millrace.service.trial;

import io.millrace.service.definition.JsonDocuments;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.mapping.Message;
import io.millrace.udfs.mapping.MessageReader;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of requests. They are read member by member, so that the answer names everything that
 * is wrong with its place; the records are what the API's description shows of them.
 */
final class Bodies {
  /** Most messages of one request. */
  static final int MOST = 1000;

  private static final String MESSAGES = "messages";

  private Bodies() {}

  @Schema(name = "DryRunRequest")
  record DryRun(
      @Nullable
          @Schema(
              type = "object",
              description = "A mapping that is not saved, of the path's id; else the saved one.")
          Object mapping,
      @Nullable @Schema(description = "Of the saved one; default: the present one.") Long version,
      List<TrialMessage> messages) {}

  @Schema(name = "InferenceRequest")
  record Inference(
      @Nullable @Schema(description = "Of the mapping; default: as the source.") String id,
      @Nullable @Schema(description = "The header that such messages have.") String source,
      @Nullable String objectType,
      List<TrialMessage> messages) {}

  @Schema(
      name = "TrialMessage",
      description = "A message; one of payload, payloadText and payloadBase64 must be there.")
  record TrialMessage(
      @Nullable @Schema(description = "Its key.", defaultValue = "device") String device,
      @Nullable Map<String, String> headers,
      @Nullable String contentType,
      @Nullable @Schema(description = "ISO-8601 with offset; default: now.") String receivedAt,
      @Nullable @Schema(type = "object", description = "Any JSON.") Object payload,
      @Nullable String payloadText,
      @Nullable String payloadBase64) {}

  /** Starts to read a body; a problem with line and column where it is no JSON object. */
  static DocumentReader reader(byte[] body) {
    try {
      return DocumentReader.of(JsonDocuments.json(body));
    } catch (DefinitionException e) {
      throw invalid(e);
    }
  }

  /** The messages of a body; what is wrong is noted. */
  static List<Message> messages(DocumentReader body, MessageReader messages) {
    List<DocumentReader> documents = body.objectList(MESSAGES);
    if (documents.isEmpty() || documents.size() > MOST) {
      body.problem(MESSAGES, "Must be 1 to " + MOST + " messages");
      return List.of();
    }
    List<Message> read = new ArrayList<>(documents.size());
    for (DocumentReader document : documents) {
      read.add(messages.read(document, read.size()));
    }
    return read;
  }

  /** A problem with every error if anything was wrong so far. */
  static void check(DocumentReader body) {
    try {
      body.check();
    } catch (DefinitionException e) {
      throw invalid(e);
    }
  }

  private static ProblemException invalid(DefinitionException e) {
    return new ProblemException(
        ProblemCode.INVALID_REQUEST, "The request cannot be used", Map.of("errors", e.problems()));
  }
}
