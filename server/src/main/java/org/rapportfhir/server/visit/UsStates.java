package org.rapportfhir.server.visit;

import java.util.Set;

/** USPS codes of states, the district and territories, as in US Core's value set. */
final class UsStates {
  private static final Set<String> CODES =
      Set.of(
          ("AL AK AS AZ AR CA CO CT DE DC FM FL GA GU HI ID IL IN IA KS KY LA ME MH MD MA MI MN MS"
                  + " MO MT NE NV NH NJ NM NY NC ND MP OH OK OR PW PA PR RI SC SD TN TX UT VT VI VA"
                  + " WA WV WI WY AE AA AP")
              .split(" "));

  private UsStates() {}

  static boolean has(String code) {
    return CODES.contains(code);
  }
}
