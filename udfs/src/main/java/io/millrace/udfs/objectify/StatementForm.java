package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import java.nio.ByteBuffer;
import java.time.Instant;

/** A statement in bytes: who and when, and of the rest what there is. */
final class StatementForm {
  private static final StatementKind[] KINDS = StatementKind.values();
  private static final int KIND = 3;
  private static final int POSITION = 1 << 2;
  private static final int PARTITION = 1 << 3;
  private static final int TRACE = 1 << 4;
  private static final int CAUSE = 1 << 5;
  private static final int DEFINITION = 1 << 6;
  private static final int VERSION = 1 << 7;
  private static final int DATASET = 1 << 8;
  private static final int ACTOR = 1 << 9;
  private static final int PRIORITY = 1 << 10;
  private static final int FLOOR = 1 << 11;
  private static final int MARK = 1 << 12;
  private static final int TOPIC = 1 << 13;
  private static final int INDEX = 1 << 14;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private StatementForm() {}

  static void write(StateWriter out, Statement it) {
    int parts = it.getKind().ordinal();
    parts |= it.getPosition() == 0 ? 0 : POSITION;
    parts |= it.getPartition() == 0 ? 0 : PARTITION;
    parts |= it.getTraceId().hasRemaining() ? TRACE : 0;
    parts |= it.getCauseId().hasRemaining() ? CAUSE : 0;
    parts |= it.getDefinitionId().isEmpty() && it.getDefinitionVersion() == 0 ? 0 : DEFINITION;
    parts |= it.getVersion() == 0 ? 0 : VERSION;
    parts |= it.getDatasetId().isEmpty() ? 0 : DATASET;
    parts |= it.getActor().isEmpty() ? 0 : ACTOR;
    parts |= it.getPriority() == 0 ? 0 : PRIORITY;
    parts |= it.getFloor() == 0 ? 0 : FLOOR;
    parts |= it.getMark().isEmpty() ? 0 : MARK;
    parts |= it.getTopic().isEmpty() ? 0 : TOPIC;
    parts |= it.getIndex() == 0 ? 0 : INDEX;
    out.count(parts);
    out.text(it.getSource());
    long at = it.getAt().toEpochMilli();
    out.number(at);
    out.number(it.getRecordedAt().toEpochMilli() - at);
    writeParts(out, it, parts);
  }

  private static void writeParts(StateWriter out, Statement it, int parts) {
    number(out, parts, POSITION, it.getPosition());
    number(out, parts, PARTITION, it.getPartition());
    if ((parts & TRACE) != 0) {
      out.bytes(it.getTraceId());
    }
    if ((parts & CAUSE) != 0) {
      out.bytes(it.getCauseId());
    }
    text(out, parts, DEFINITION, it.getDefinitionId());
    number(out, parts, DEFINITION, it.getDefinitionVersion());
    number(out, parts, VERSION, it.getVersion());
    text(out, parts, DATASET, it.getDatasetId());
    text(out, parts, ACTOR, it.getActor());
    number(out, parts, PRIORITY, it.getPriority());
    number(out, parts, FLOOR, it.getFloor());
    text(out, parts, MARK, it.getMark());
    text(out, parts, TOPIC, it.getTopic());
    number(out, parts, INDEX, it.getIndex());
  }

  static Statement read(StateReader in) {
    Statement it = new Statement();
    int parts = in.size();
    it.setKind(KINDS[parts & KIND]);
    it.setSource(in.text());
    long at = in.number();
    it.setAt(Instant.ofEpochMilli(at));
    it.setRecordedAt(Instant.ofEpochMilli(at + in.number()));
    it.setPosition(number(in, parts, POSITION));
    it.setPartition((int) number(in, parts, PARTITION));
    it.setTraceId((parts & TRACE) == 0 ? NOTHING : in.bytes());
    it.setCauseId((parts & CAUSE) == 0 ? NOTHING : in.bytes());
    it.setDefinitionId(text(in, parts, DEFINITION));
    it.setDefinitionVersion(number(in, parts, DEFINITION));
    it.setVersion(number(in, parts, VERSION));
    it.setDatasetId(text(in, parts, DATASET));
    it.setActor(text(in, parts, ACTOR));
    it.setPriority((int) number(in, parts, PRIORITY));
    it.setFloor(number(in, parts, FLOOR));
    it.setMark(text(in, parts, MARK));
    it.setTopic(text(in, parts, TOPIC));
    it.setIndex((int) number(in, parts, INDEX));
    return it;
  }

  private static void number(StateWriter out, int parts, int part, long value) {
    if ((parts & part) != 0) {
      out.number(value);
    }
  }

  private static void text(StateWriter out, int parts, int part, String value) {
    if ((parts & part) != 0) {
      out.text(value);
    }
  }

  private static long number(StateReader in, int parts, int part) {
    return (parts & part) == 0 ? 0 : in.number();
  }

  private static String text(StateReader in, int parts, int part) {
    return (parts & part) == 0 ? "" : in.text();
  }
}
