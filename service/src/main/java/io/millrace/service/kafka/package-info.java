/** How features write records that are not definitions. */
package io.millrace.service.kafka;
