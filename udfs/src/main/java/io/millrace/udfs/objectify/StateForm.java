package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.ClaimState;
import io.millrace.schemas.avro.LinkState;
import io.millrace.schemas.avro.ObjectState;
import io.millrace.schemas.avro.RegisterState;
import io.millrace.schemas.avro.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between what is known of an object and the form in which it is kept: a statement stands once,
 * however many properties it made, and a value once, where it was claimed and told.
 */
final class StateForm {
  private static final int TOLD = -1;
  private static final int DERIVED = -2;

  private StateForm() {}

  static void read(ObjectState state, ObjectMemory memory) {
    memory.seq = state.getSeq();
    memory.createdAt = state.getCreatedAt();
    memory.createdBy = state.getCreatedBy();
    memory.deletedAt = state.getDeletedAt();
    memory.deletedBy = state.getDeletedBy();
    memory.observed = state.getObserved();
    memory.edited = state.getEdited();
    memory.removed = state.getRemoved();
    memory.edits = state.getEdits();
    memory.editedAt = state.getEditedAt();
    List<Statement> statements = state.getStatements();
    for (Statement statement : statements) {
      if (Statements.isRow(statement)) {
        memory.rows.add(statement);
      }
    }
    state
        .getProperties()
        .forEach((name, kept) -> memory.properties.put(name, read(kept, statements)));
    state.getLinks().forEach((name, kept) -> memory.links.put(name, read(kept, statements)));
  }

  static Register read(LinkState state) {
    return read(state.getLink(), state.getStatements());
  }

  private static Register read(RegisterState kept, List<Statement> statements) {
    Register register = new Register();
    for (ClaimState claim : kept.getClaims()) {
      register.claims().add(new Claim(statements.get(claim.getBy()), claim.getValue()));
    }
    int teller = kept.getTeller();
    Object told = teller < 0 ? kept.getTold() : kept.getClaims().get(teller).getValue();
    register.told(told, teller == DERIVED, kept.getSetBy());
    return register;
  }

  static ObjectState write(ObjectMemory memory) {
    Table table = new Table();
    memory.rows.forEach(table::place);
    ObjectState state = new ObjectState();
    state.setSeq(memory.seq);
    state.setCreatedAt(memory.createdAt);
    state.setCreatedBy(memory.createdBy);
    state.setDeletedAt(memory.deletedAt);
    state.setDeletedBy(memory.deletedBy);
    state.setObserved(memory.observed);
    state.setEdited(memory.edited);
    state.setRemoved(memory.removed);
    state.setEdits(memory.edits);
    state.setEditedAt(memory.editedAt);
    state.setProperties(write(memory.properties, table));
    state.setLinks(write(memory.links, table));
    state.setStatements(table.statements);
    return state;
  }

  static LinkState write(Register register) {
    Table table = new Table();
    RegisterState kept = write(register, table);
    return new LinkState(table.statements, kept);
  }

  private static Map<String, RegisterState> write(Map<String, Register> registers, Table table) {
    Map<String, RegisterState> kept = new HashMap<>(registers.size() * 2);
    registers.forEach(
        (name, register) -> {
          if (!register.empty()) {
            kept.put(name, write(register, table));
          }
        });
    return kept;
  }

  private static RegisterState write(Register register, Table table) {
    List<ClaimState> claims = new ArrayList<>(register.claims().size());
    Object told = register.told();
    int teller = register.derived() ? DERIVED : TOLD;
    for (Claim claim : register.claims()) {
      if (teller == TOLD && told != null && told.equals(claim.value())) {
        teller = claims.size();
      }
      claims.add(new ClaimState(table.place(claim.by()), claim.value()));
    }
    return new RegisterState(register.setBy(), teller, teller < 0 ? told : null, claims);
  }

  /** The statements of one state, each once. */
  private static final class Table {
    private final List<Statement> statements = new ArrayList<>();
    private final Map<Statement, Integer> places = new IdentityHashMap<>();

    int place(Statement statement) {
      @Nullable Integer known = places.get(statement);
      if (known != null) {
        return known;
      }
      statements.add(statement);
      places.put(statement, statements.size() - 1);
      return statements.size() - 1;
    }
  }
}
