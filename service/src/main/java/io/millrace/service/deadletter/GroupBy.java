package io.millrace.service.deadletter;

/** What dead letters can be grouped by. */
enum GroupBy {
  CODE("code"),
  STAGE("stage"),
  PATH("path"),
  SOURCE("source"),
  MAPPING("definitionId"),
  DEVICE("device");

  private final String field;

  GroupBy(String field) {
    this.field = field;
  }

  /** The field of the index. */
  String field() {
    return field;
  }
}
