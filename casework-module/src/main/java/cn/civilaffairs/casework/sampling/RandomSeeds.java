package cn.civilaffairs.casework.sampling;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

@Component
class RandomSeeds implements SeedSource {

    private final SecureRandom random = new SecureRandom();

    @Override
    public String next() {
        byte[] seed = new byte[16];
        random.nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }
}
