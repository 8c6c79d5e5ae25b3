package io.millrace.jobs.rules;

import io.millrace.jobs.rules.catalogue.CatalogueEntry;
import io.millrace.jobs.rules.control.Groups;
import io.millrace.jobs.rules.control.RuleControl;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what the rules in force that wait for events group what is expected. */
final class CatalogueGroups {
  private final RuleControl control;
  private @Nullable Groups known;

  CatalogueGroups(RuleControl control) {
    this.control = control;
  }

  /** A rule has changed. */
  void changed() {
    known = null;
  }

  /** The keys of an entry beside its object's. */
  List<Key> of(CatalogueEntry entry) {
    return groups().keys(entry.expected(true));
  }

  /** Whether a key is of one of the groups. */
  boolean has(Key key) {
    return groups().has(key);
  }

  private Groups groups() {
    Groups groups = known;
    if (groups == null) {
      groups = new Groups();
      for (Rule rule : control.rules()) {
        if (rule.process().expects()) {
          groups.add(rule);
        }
      }
      known = groups;
    }
    return groups;
  }
}
