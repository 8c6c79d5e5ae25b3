package io.millrace.local.projection;

/**
 * Which document.
 *
 * @param alias of its index, as the live job has it
 * @param id in the index
 */
record DocumentKey(String alias, String id) implements Comparable<DocumentKey> {
  @Override
  public int compareTo(DocumentKey other) {
    int order = alias.compareTo(other.alias);
    return order != 0 ? order : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return alias + "/" + id;
  }
}
