package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import org.springframework.stereotype.Component;

/** Rules and their versions on trial as they stand in the database. */
@Component
public class StoredRules {
  private final DefinitionStore store;

  StoredRules(DefinitionStore store) {
    this.store = store;
  }

  /** The rule; a problem where there is none. */
  public StoredDefinition rule(String id) {
    return present(Kind.RULES, id);
  }

  /** The version of the rule that runs on trial; a problem where there is none. */
  public StoredDefinition shadow(String id) {
    return present(Kind.SHADOWS, id);
  }

  private StoredDefinition present(Kind kind, String id) {
    if (!kind.id().matcher(id).matches()) {
      throw DefinitionService.absent(kind, id);
    }
    return store
        .find(kind, id)
        .filter(stored -> stored.state() != DefinitionState.REMOVED)
        .orElseThrow(() -> DefinitionService.absent(kind, id));
  }
}
