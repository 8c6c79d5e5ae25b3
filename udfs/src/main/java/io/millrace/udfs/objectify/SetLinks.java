package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.VersionEnd;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The links of one object of whose type it may have many: a register each, read when asked for.
 * Nothing is written before {@link #write}.
 */
final class SetLinks {
  private final LinkStore store;
  private final Map<String, Register> read = new TreeMap<>();

  SetLinks(LinkStore store) {
    this.store = store;
  }

  static String key(String linkType, String otherId) {
    return linkType + "/" + otherId;
  }

  static String linkType(String key) {
    return key.substring(0, key.indexOf('/'));
  }

  private static String otherId(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  /** What is known of the link. */
  Register get(String key) {
    return read.computeIfAbsent(key, this::load);
  }

  private Register load(String key) {
    byte[] state = store.get(key);
    return state == null ? new Register() : StateForm.read(state, otherId(key));
  }

  /** Those that were asked for, by their keys. */
  Map<String, Register> touched() {
    return read;
  }

  /** All of the object, by their keys. */
  Map<String, Register> all() {
    store.keys().forEach(this::get);
    return read;
  }

  /** Notes that a version is whole; false where that is no news for any link. */
  boolean end(Predicate<Statement> concerned, VersionEnd end) {
    boolean news = false;
    for (Register link : all().values()) {
      for (Claim claim : link.claims()) {
        if (concerned.test(claim.by())) {
          claim.by().setFloor(end.getVersion());
          claim.by().setMark(end.getMark());
          news = true;
        }
      }
    }
    return news;
  }

  void write() {
    read.forEach(
        (key, register) -> {
          if (register.empty()) {
            store.remove(key);
          } else {
            store.put(key, StateForm.write(register, otherId(key)));
          }
        });
  }
}
