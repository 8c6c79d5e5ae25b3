package io.millrace.bridge.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What a request says beside its body.
 *
 * @param source who sends
 * @param device the query's {@code device}, else the header {@code x-device-id}; null for neither
 * @param headers by name in small letters; of repeated ones the last
 */
record IngestRequest(String source, @Nullable String device, Map<String, String> headers) {
  private static final String PATH = "/ingest/";
  private static final int LONGEST_SOURCE = 256;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  static IngestRequest of(Request request) throws ProblemException {
    String path = Request.getPathInContext(request);
    String source = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
    if (source.isBlank()
        || source.length() > LONGEST_SOURCE
        || source.contains("/")
        || CONTROL.matcher(source).find()) {
      throw new ProblemException(ProblemCode.NOT_FOUND, "POST to /ingest/SOURCE");
    }
    if (!request.getMethod().equals("POST")) {
      throw new ProblemException(
          ProblemCode.METHOD_NOT_ALLOWED, "POST to /ingest/SOURCE", Map.of("allow", "POST"));
    }
    Map<String, String> headers = new TreeMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.put(field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()));
    }
    String device = queryDevice(request);
    return new IngestRequest(source, device == null ? headers.get("x-device-id") : device, headers);
  }

  private static @Nullable String queryDevice(Request request) throws ProblemException {
    Fields query;
    try {
      query = Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw new ProblemException(ProblemCode.BAD_REQUEST, "The query cannot be read");
    }
    for (Fields.Field parameter : query) {
      if (!List.of("device").contains(parameter.getName())) {
        throw new ProblemException(
            ProblemCode.BAD_REQUEST, "There is no parameter " + parameter.getName());
      }
    }
    return query.getValue("device");
  }

  /** A header's value, empty where there is none. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The media type without its parameters, in small letters; empty where none is named. */
  String mediaType() {
    return header("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Attributes of a CloudEvent in binary mode ({@code ce-NAME}) as Kafka's headers name them. */
  Map<String, String> eventHeaders() {
    Map<String, String> event = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith("ce-")) {
            event.put("ce_" + name.substring("ce-".length()), value);
          }
        });
    return event;
  }
}
