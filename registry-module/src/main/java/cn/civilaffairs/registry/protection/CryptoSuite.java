package cn.civilaffairs.registry.protection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A pair of algorithms: authenticated encryption and a keyed hash. The national suite is the default (密评 direction);
 * software is not a certified module, which is why everything else only knows this interface.
 */
enum CryptoSuite {

    /** SM4-GCM and HMAC-SM3 (国密) */
    SM(1, 16) {
        @Override
        byte[] seal(byte[] key, byte[] nonce, byte[] bound, byte[] plain) {
            return run(true, key, nonce, bound, plain);
        }

        @Override
        byte[] open(byte[] key, byte[] nonce, byte[] bound, byte[] sealed) {
            return run(false, key, nonce, bound, sealed);
        }

        private byte[] run(boolean encrypt, byte[] key, byte[] nonce, byte[] bound, byte[] input) {
            GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
            cipher.init(encrypt, new AEADParameters(new KeyParameter(key), 128, nonce, bound));
            byte[] output = new byte[cipher.getOutputSize(input.length)];
            int written = cipher.processBytes(input, 0, input.length, output, 0);
            try {
                cipher.doFinal(output, written);
            } catch (InvalidCipherTextException altered) {
                throw new IntegrityViolation();
            }
            return output;
        }

        @Override
        byte[] hash(byte[] key, byte[] message) {
            HMac mac = new HMac(new SM3Digest());
            mac.init(new KeyParameter(key));
            mac.update(message, 0, message.length);
            byte[] digest = new byte[mac.getMacSize()];
            mac.doFinal(digest, 0);
            return digest;
        }
    },

    /** AES-256-GCM and HMAC-SHA256 */
    AES(2, 32) {
        @Override
        byte[] seal(byte[] key, byte[] nonce, byte[] bound, byte[] plain) {
            return run(Cipher.ENCRYPT_MODE, key, nonce, bound, plain);
        }

        @Override
        byte[] open(byte[] key, byte[] nonce, byte[] bound, byte[] sealed) {
            return run(Cipher.DECRYPT_MODE, key, nonce, bound, sealed);
        }

        private byte[] run(int mode, byte[] key, byte[] nonce, byte[] bound, byte[] input) {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
                cipher.updateAAD(bound);
                return cipher.doFinal(input);
            } catch (GeneralSecurityException altered) {
                throw new IntegrityViolation();
            }
        }

        @Override
        byte[] hash(byte[] key, byte[] message) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(message);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    };

    static final int NONCE_LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte header;
    private final int keyLength;

    CryptoSuite(int header, int keyLength) {
        this.header = (byte) header;
        this.keyLength = keyLength;
    }

    static CryptoSuite ofHeader(byte header) {
        return Arrays.stream(values())
                .filter(suite -> suite.header == header)
                .findFirst()
                .orElseThrow(IntegrityViolation::new);
    }

    byte header() {
        return header;
    }

    /** The part of a 32-byte key this suite uses for encryption. */
    byte[] cipherKey(byte[] key) {
        return Arrays.copyOf(key, keyLength);
    }

    abstract byte[] seal(byte[] key, byte[] nonce, byte[] bound, byte[] plain);

    /** @throws IntegrityViolation if the text was altered or belongs to another place */
    abstract byte[] open(byte[] key, byte[] nonce, byte[] bound, byte[] sealed);

    abstract byte[] hash(byte[] key, byte[] message);

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
