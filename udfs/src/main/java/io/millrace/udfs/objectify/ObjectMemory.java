package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.VersionEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one object: claims, and what was told of them. Read from its state, changed by
 * what comes, and written back, or thrown away where an edit is refused.
 */
public final class ObjectMemory {
  final String type;
  final String id;
  final Map<String, Register> properties = new HashMap<>();

  /** By link type: those of which the object has at most one. */
  final Map<String, Register> links = new HashMap<>();

  final SetLinks sets;

  /** The last row of each source, also of those that say nothing but that the object is there. */
  final List<Statement> rows = new ArrayList<>(1);

  long seq;
  Instant createdAt = Instant.EPOCH;
  String createdBy = "";
  @Nullable Instant deletedAt;
  @Nullable String deletedBy;
  boolean observed;
  boolean edited;
  boolean removed;
  private boolean changed;
  private boolean wasLost;
  long edits;
  Instant editedAt = Instant.EPOCH;

  ObjectMemory(String type, String id, SetLinks sets) {
    this.type = type;
    this.id = id;
    this.sets = sets;
  }

  /**
   * Reads what is known.
   *
   * @param state as {@link #write} made it; null: nothing is
   */
  public static ObjectMemory read(
      String type, String id, byte @Nullable [] state, LinkStore links) {
    ObjectMemory memory = new ObjectMemory(type, id, new SetLinks(links));
    if (state != null) {
      StateForm.read(state, memory);
      memory.wasLost = memory.lost();
    }
    return memory;
  }

  /** The object's state; links of which it may have many go to their store. */
  public byte[] write() {
    sets.write();
    return StateForm.write(this);
  }

  /** The number of the last event; 0: it was never there. */
  public long seq() {
    return seq;
  }

  /** Whether it was told that the object is there. */
  boolean there() {
    return seq > 0 && deletedAt == null;
  }

  /** Whether it is there, by what is claimed. */
  boolean exists() {
    return !removed
        && (observed || edited || rows.stream().anyMatch(row -> !Statements.takenBack(row)));
  }

  /**
   * Whether all that spoke of it took that back: then it is remembered as it was, for a person who
   * restores it.
   */
  boolean lost() {
    return !observed && !rows.isEmpty() && rows.stream().allMatch(Statements::takenBack);
  }

  /**
   * Whether other claims count now than when it was read, also of links that nothing was said of.
   */
  boolean weighsAnew() {
    return wasLost != lost();
  }

  Register property(String name) {
    return properties.computeIfAbsent(name, n -> new Register());
  }

  Register link(String linkType) {
    return links.computeIfAbsent(linkType, n -> new Register());
  }

  /** The last row of a source. */
  private @Nullable Statement row(String source) {
    for (Statement row : rows) {
      if (row.getSource().equals(source)) {
        return row;
      }
    }
    return null;
  }

  /** Takes a row in place of what its source said before; false where that was later. */
  boolean replaceRow(Statement row) {
    Statement known = row(row.getSource());
    if (known != null) {
      if (!Statements.laterRow(row, known)) {
        return false;
      }
      properties.values().forEach(register -> register.drop(known, row));
      links.values().forEach(register -> register.drop(known, row));
      rows.remove(known);
    }
    rows.add(row);
    return true;
  }

  /** Whether anything has come since it was read that is to be remembered. */
  public boolean changed() {
    return changed;
  }

  void change() {
    changed = true;
  }

  /** Notes what the end of a version says of the rows; false where it says nothing new. */
  boolean end(VersionEnd end) {
    boolean news = false;
    for (Statement row : rows) {
      if (concerns(end, row)) {
        row.setFloor(end.getVersion());
        row.setMark(end.getMark());
        news = true;
      }
    }
    rows.forEach(this::mark);
    news |= sets.end(row -> concerns(end, row), end);
    changed |= news;
    return news;
  }

  /** Lets a property say whether the row is gone, where that is asked for. */
  private void mark(Statement row) {
    if (Statements.gone(row) && !row.getMark().isEmpty()) {
      property(row.getMark()).put(row, true);
    }
  }

  private static boolean concerns(VersionEnd end, Statement row) {
    return Statements.isRow(row)
        && row.getSource().startsWith(end.getMappingId() + "/")
        && row.getVersion() < end.getVersion()
        && row.getFloor() < end.getVersion();
  }
}
