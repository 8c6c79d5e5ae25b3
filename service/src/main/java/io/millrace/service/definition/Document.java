package io.millrace.service.definition;

import tools.jackson.databind.JsonNode;

/**
 * A definition's document as it was sent.
 *
 * @param tree the JSON object
 * @param json its text without insignificant space, members in the order they came in
 */
record Document(JsonNode tree, String json) {

  /** Whether the other text says the same; order of members and space do not count. */
  boolean sameAs(String otherJson) {
    return json.equals(otherJson) || tree.equals(JsonDocuments.JSON.readTree(otherJson));
  }
}
