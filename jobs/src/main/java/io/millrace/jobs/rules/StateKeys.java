package io.millrace.jobs.rules;

import io.millrace.udfs.rules.Key;

/** Keys of rules as the texts that Flink's state is kept by. */
final class StateKeys {
  private StateKeys() {}

  /** {@code machine/m1} of an object. */
  static String object(String objectType, String objectId) {
    return objectType + "/" + objectId;
  }

  /** {@code machine/LENGTH:EXPRESSION VALUE} of a group: expressions may have any letter. */
  static String group(Key key) {
    return key.objectType() + "/" + key.by().length() + ":" + key.by() + key.value();
  }

  static Key objectKey(String text) {
    int slash = text.indexOf('/');
    return new Key("", text.substring(0, slash), text.substring(slash + 1));
  }

  static Key groupKey(String text) {
    int slash = text.indexOf('/');
    int colon = text.indexOf(':', slash);
    int end = colon + 1 + Integer.parseInt(text.substring(slash + 1, colon));
    return new Key(text.substring(colon + 1, end), text.substring(0, slash), text.substring(end));
  }
}
