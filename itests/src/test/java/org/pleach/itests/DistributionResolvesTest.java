package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.pleach.itests.container.InContainer;
import org.pleach.itests.container.Inside;

@InContainer(console = true)
public class DistributionResolvesTest {

    @Test
    public void everyBundleIsActiveAndEveryFragmentResolved() {
        List<String> lame = Arrays.stream(Inside.context().getBundles())
                .filter(bundle -> bundle.getState() != (isFragment(bundle) ? Bundle.RESOLVED : Bundle.ACTIVE))
                .map(bundle -> bundle + " is in state " + bundle.getState())
                .toList();
        assertThat(lame).isEmpty();
        assertThat(Arrays.stream(Inside.context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.pleach.")))
                .hasSizeGreaterThan(10);
    }

    @Test
    public void noComponentLacksAMandatoryReference() {
        ServiceComponentRuntime components = Inside.service(ServiceComponentRuntime.class);
        List<String> unsatisfied = components.getComponentDescriptionDTOs().stream()
                .flatMap(description -> components.getComponentConfigurationDTOs(description).stream())
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE)
                .map(configuration -> configuration.description.name + " lacks "
                        + Arrays.stream(configuration.unsatisfiedReferences).map(reference -> reference.name).toList())
                .toList();
        assertThat(unsatisfied).isEmpty();
        assertThat(components.getComponentDescriptionDTOs())
                .extracting((ComponentDescriptionDTO description) -> description.bundle.symbolicName)
                .contains("org.pleach.network");
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    }
}
