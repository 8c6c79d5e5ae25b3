package io.millrace.jobs.runtime.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What Elasticsearch says of one operation of a bulk request.
 *
 * @param status as of HTTP
 * @param type Elasticsearch's name of the error, empty if there is none
 * @param reason for people, empty if there is none
 */
record BulkItem(int status, String type, String reason) {
  /** What an answer need not have is not asked for: it costs both sides. */
  static final String FILTER =
      "items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason";

  private static final BulkItem NO_STATUS = new BulkItem(0, "", "");
  private static final JsonFactory JSON = new ObjectMapper().getFactory();

  /**
   * The items of an answer, in the order of the request.
   *
   * @throws IOException if it is none
   */
  static List<BulkItem> all(InputStream answer, int expected) throws IOException {
    List<BulkItem> items = new ArrayList<>(expected);
    try (JsonParser json = JSON.createParser(answer)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals("items");
        json.nextToken();
        if (!wanted) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
          items.add(item(json));
        }
      }
    }
    return items;
  }

  /** From the beginning of {@code {"index": {…}}} to its end. */
  private static BulkItem item(JsonParser json) throws IOException {
    BulkItem item = NO_STATUS;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("status")) {
          item = new BulkItem(json.getIntValue(), item.type, item.reason);
        } else if (name.equals("error")) {
          JsonNode error = json.readValueAsTree();
          item = new BulkItem(item.status, error.path("type").asText(), reason(error));
        } else {
          json.skipChildren();
        }
      }
    }
    if (item.status == 0) {
      throw new IOException("An item without a status");
    }
    return item;
  }

  private static String reason(JsonNode error) {
    JsonNode deeper = error.path("caused_by").path("reason");
    String reason = error.path("reason").asText();
    return deeper.isMissingNode() ? reason : reason + "; " + deeper.asText();
  }
}
