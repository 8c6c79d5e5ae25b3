package io.millrace.service.table;

import io.millrace.service.definition.OntologyGate;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.projection.table.ModelTables;
import io.millrace.udfs.projection.table.TypedView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the tables of objects and links where they are not there yet, and over them a view for each
 * type of the ontology. A view whose type is gone stays: somebody may still read it.
 */
@Component
class ModelViews implements OntologyGate {
  private static final Logger LOG = LoggerFactory.getLogger(ModelViews.class);
  private final JdbcTemplate jdbc;
  private final TransactionTemplate own;

  /**
   * What this instance has made, by name. To make it again every time the ontology is looked at
   * would lock tables that are written to.
   */
  private final Map<String, String> made = new ConcurrentHashMap<>();

  ModelViews(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.own = new TransactionTemplate(transactions);
    // The save of an ontology must not fail with what is done beside it.
    own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public void prepare(Ontology next) {
    if (!stands(ModelTables.SCHEMA + ".links")) {
      run(ModelTables.definition());
    }
    run(List.of("CREATE SCHEMA IF NOT EXISTS objects", "CREATE SCHEMA IF NOT EXISTS links"));
    for (TypedView view : TypedView.of(next)) {
      String name = view.quoted();
      if (!view.select().equals(made.get(name)) || !stands(name)) {
        replace(view);
        made.put(name, view.select());
      }
    }
  }

  private boolean stands(String name) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject("SELECT to_regclass(?) IS NOT NULL", Boolean.class, name));
  }

  /** Columns can only be added to a view that stands; one that has others is made anew. */
  private void replace(TypedView view) {
    String name = view.quoted();
    try {
      run(List.of("CREATE OR REPLACE VIEW " + name + " AS " + view.select()));
    } catch (DataAccessException e) {
      try {
        run(List.of("DROP VIEW IF EXISTS " + name, "CREATE VIEW " + name + " AS " + view.select()));
      } catch (DataAccessException again) {
        LOG.warn("The view {} stays as it is: {}", name, again.getMostSpecificCause().getMessage());
      }
    }
  }

  private void run(List<String> statements) {
    own.executeWithoutResult(unused -> statements.forEach(jdbc::execute));
  }
}
