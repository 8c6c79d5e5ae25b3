package io.millrace.local.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.rio.turtle.TurtleParser;

/** RDF as a table: a row is a triple. Names are without their namespace. */
final class Triples {
  private Triples() {}

  static String csv(Path turtle) throws IOException {
    StringBuilder csv = new StringBuilder("subject,predicate,object\n");
    TurtleParser parser = new TurtleParser();
    parser.setRDFHandler(
        new AbstractRDFHandler() {
          @Override
          public void handleStatement(Statement triple) {
            csv.append(cell(triple.getSubject())).append(',');
            csv.append(cell(triple.getPredicate())).append(',');
            csv.append(cell(triple.getObject())).append('\n');
          }
        });
    try (Reader in = Files.newBufferedReader(turtle)) {
      parser.parse(in, "");
    }
    return csv.toString();
  }

  private static String cell(Value value) {
    String text = value instanceof IRI iri ? iri.getLocalName() : value.stringValue();
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
