import base64
import hashlib
import hmac

from app.services.signing import new_signing_secret, signed

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'


def test_a_signature_is_that_of_the_standard_s_example():
    # the example of standardwebhooks.com's specification
    headers = signed(
        SECRET, message_id="msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp=1614265330, body=BODY
    )

    assert "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" == headers["webhook-signature"]
    assert "1614265330" == headers["webhook-timestamp"]


def test_whoever_has_the_secret_can_check_it():
    secret = new_signing_secret()
    headers = signed(secret, message_id="m", timestamp=7, body=BODY)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = hmac.new(key, b"m.7." + BODY, hashlib.sha256).digest()

    assert f"v1,{base64.b64encode(expected).decode()}" == headers["webhook-signature"]
    assert 32 == len(key)


def test_no_two_secrets_are_alike():
    assert new_signing_secret() != new_signing_secret()


def test_another_body_has_another_signature():
    one = signed(SECRET, message_id="m", timestamp=7, body=b"a")
    other = signed(SECRET, message_id="m", timestamp=7, body=b"b")

    assert one["webhook-signature"] != other["webhook-signature"]
