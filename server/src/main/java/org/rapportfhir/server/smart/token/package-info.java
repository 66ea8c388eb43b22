/** What happens to tokens after they are issued: refresh by rotation, revocation. */
@NullMarked
package org.rapportfhir.server.smart.token;

import org.jspecify.annotations.NullMarked;
