package io.millrace.local.projection;

/**
 * What a document is, or is to be.
 *
 * @param hash of its content
 */
record DocumentState(long version, long hash) {
  /** The later of two: the index goes by versions. */
  DocumentState or(DocumentState other) {
    return other.version > version ? other : this;
  }
}
