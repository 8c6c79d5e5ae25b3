package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an object in bytes: a statement stands once, however many properties it made, a
 * value once, where it was claimed and told, and a text once. A million objects are to fit into the
 * cache of a state backend, and most of the time of one that changes goes into this.
 */
final class StateForm {
  private static final int FORMAT = 1;
  private static final int OBSERVED = 1;
  private static final int EDITED = 2;
  private static final int REMOVED = 4;
  private static final int DELETED_AT = 8;
  private static final int DELETED_BY = 16;
  private static final int EDITS = 32;

  /** What was told: the first claim, another, something else, or what the ontology makes. */
  private static final int TOLD_FIRST = 0;

  private static final int TOLD_OTHER = 1;
  private static final int TOLD_APART = 2;
  private static final int TOLD_DERIVED = 3;

  private StateForm() {}

  static void read(byte[] state, ObjectMemory memory) {
    StateReader in = new StateReader(state, likely(memory));
    checkFormat(in);
    int flags = in.get();
    memory.observed = (flags & OBSERVED) != 0;
    memory.edited = (flags & EDITED) != 0;
    memory.removed = (flags & REMOVED) != 0;
    memory.seq = in.number();
    memory.createdAt = Instant.ofEpochMilli(in.number());
    memory.createdBy = in.text();
    memory.deletedAt = (flags & DELETED_AT) == 0 ? null : Instant.ofEpochMilli(in.number());
    memory.deletedBy = (flags & DELETED_BY) == 0 ? null : in.text();
    if ((flags & EDITS) != 0) {
      memory.edits = in.number();
      memory.editedAt = Instant.ofEpochMilli(in.number());
    }
    Statement[] statements = statements(in);
    for (Statement statement : statements) {
      if (Statements.isRow(statement)) {
        memory.rows.add(statement);
      }
    }
    registers(in, memory.properties, statements);
    registers(in, memory.links, statements);
  }

  static Register read(byte[] state, String otherId) {
    StateReader in = new StateReader(state, "", otherId);
    checkFormat(in);
    Statement[] statements = statements(in);
    return register(in, statements);
  }

  private static void checkFormat(StateReader in) {
    int format = in.get();
    if (format != FORMAT) {
      throw new IllegalStateException("Unknown format " + format + " of an object's state");
    }
  }

  private static Statement[] statements(StateReader in) {
    Statement[] statements = new Statement[in.size()];
    for (int i = 0; i < statements.length; i++) {
      statements[i] = StatementForm.read(in);
    }
    return statements;
  }

  private static void registers(
      StateReader in, Map<String, Register> registers, Statement[] statements) {
    for (int left = in.size(); left > 0; left--) {
      registers.put(in.text(), register(in, statements));
    }
  }

  private static Register register(StateReader in, Statement[] statements) {
    Register register = new Register();
    int head = in.size();
    long setBy = in.number();
    for (int left = head >> 2; left > 0; left--) {
      register.claims().add(new Claim(statements[in.size()], in.value()));
    }
    int teller = head & 3;
    Object told =
        switch (teller) {
          case TOLD_FIRST -> register.claims().get(0).value();
          case TOLD_OTHER -> register.claims().get(in.size()).value();
          default -> in.value();
        };
    register.told(told, teller == TOLD_DERIVED, setBy);
    return register;
  }

  static byte[] write(ObjectMemory memory) {
    StateWriter out = new StateWriter(likely(memory));
    out.put(FORMAT);
    int flags = memory.observed ? OBSERVED : 0;
    flags |= memory.edited ? EDITED : 0;
    flags |= memory.removed ? REMOVED : 0;
    flags |= memory.deletedAt == null ? 0 : DELETED_AT;
    flags |= memory.deletedBy == null ? 0 : DELETED_BY;
    flags |= memory.edits == 0 && memory.editedAt.equals(Instant.EPOCH) ? 0 : EDITS;
    out.put(flags);
    out.number(memory.seq);
    out.number(memory.createdAt.toEpochMilli());
    out.text(memory.createdBy);
    if (memory.deletedAt != null) {
      out.number(memory.deletedAt.toEpochMilli());
    }
    if (memory.deletedBy != null) {
      out.text(memory.deletedBy);
    }
    if ((flags & EDITS) != 0) {
      out.number(memory.edits);
      out.number(memory.editedAt.toEpochMilli());
    }
    Table table = new Table();
    memory.rows.forEach(table::add);
    memory.properties.values().forEach(table::add);
    memory.links.values().forEach(table::add);
    table.write(out);
    registers(out, memory.properties, table);
    registers(out, memory.links, table);
    return out.toBytes();
  }

  static byte[] write(Register register, String otherId) {
    StateWriter out = new StateWriter("", otherId);
    out.put(FORMAT);
    Table table = new Table();
    table.add(register);
    table.write(out);
    register(out, register, table);
    return out.toBytes();
  }

  private static void registers(StateWriter out, Map<String, Register> registers, Table table) {
    int size = 0;
    for (Register register : registers.values()) {
      size += register.empty() ? 0 : 1;
    }
    out.count(size);
    registers.forEach(
        (name, register) -> {
          if (!register.empty()) {
            out.text(name);
            register(out, register, table);
          }
        });
  }

  private static void register(StateWriter out, Register register, Table table) {
    List<Claim> claims = register.claims();
    int place = place(register);
    int teller = place == 0 ? TOLD_FIRST : place > 0 ? TOLD_OTHER : TOLD_APART;
    teller = register.derived() ? TOLD_DERIVED : teller;
    out.count((long) claims.size() << 2 | teller);
    out.number(register.setBy());
    for (Claim claim : claims) {
      out.count(table.place(claim.by()));
      out.value(claim.value());
    }
    if (teller == TOLD_OTHER) {
      out.count(place);
    } else if (teller != TOLD_FIRST) {
      out.value(register.told());
    }
  }

  /** The claim whose value was told; -1 for none. */
  private static int place(Register register) {
    @Nullable Object told = register.told();
    List<Claim> claims = register.claims();
    for (int i = 0; told != null && i < claims.size(); i++) {
      if (told.equals(claims.get(i).value())) {
        return i;
      }
    }
    return -1;
  }

  /** The source of most objects is the device of their name. */
  private static String[] likely(ObjectMemory memory) {
    return new String[] {"", memory.id, "device:" + memory.id};
  }

  /** The statements of one state, each once. */
  private static final class Table {
    private final List<Statement> statements = new ArrayList<>();
    private final Map<Statement, Integer> places = new IdentityHashMap<>();

    /** Most often all that is claimed is claimed by one. */
    private @Nullable Statement last;

    void add(Register register) {
      for (Claim claim : register.claims()) {
        add(claim.by());
      }
    }

    void add(Statement statement) {
      if (statement != last && places.putIfAbsent(statement, statements.size()) == null) {
        statements.add(statement);
      }
      last = statement;
    }

    int place(Statement statement) {
      return Objects.requireNonNull(places.get(statement));
    }

    void write(StateWriter out) {
      out.count(statements.size());
      statements.forEach(statement -> StatementForm.write(out, statement));
    }
  }
}
