"""What a program with the official Python client does, from the token to giving a task up. Prints what it saw as JSON.

Called with the address of the service, the id and the secret of a client, and the path of an image.
"""

import base64
import json
import sys
import time

import aspose_ocr_cloud as ocr
import urllib3
from aspose_ocr_cloud.api.detect_regions_api import DetectRegionsApi
from aspose_ocr_cloud.api.utilities_api import UtilitiesApi
from aspose_ocr_cloud.models import OCRDetectRegionsBody, OCRSettingsDetectRegions

ENDED = ("Completed", "Error", "NotExist")
SECONDS_BETWEEN_POLLS = 0.1

host, client_id, client_secret, image_path = sys.argv[1:]


def token():
    """As a program does without the client's help: urllib3 sends fields as multipart/form-data."""
    fields = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
    answer = urllib3.PoolManager().request("POST", host + "/connect/token", fields=fields)
    return json.loads(answer.data)


def access_token():
    configuration = ocr.Configuration(host=host)
    # Only some versions ask for it themselves.
    if not hasattr(configuration, "get_token"):
        return token()["access_token"]
    configuration.client_id = client_id
    configuration.client_secret = client_secret
    configuration.auth_host = host + "/connect/token"
    return configuration.get_token()


def client(bearer):
    configuration = ocr.Configuration(host=host)
    # Not by the constructor, of which some versions ignore it.
    configuration.access_token = bearer
    return ocr.ApiClient(configuration)


def body(image):
    settings = OCRSettingsDetectRegions(
        language="English", dsrMode="Regions", dsrConfidence="Default", resultType="Text", Rotate=0, regions=[]
    )
    return OCRDetectRegionsBody(image=base64.b64encode(image).decode(), settings=settings)


def text(value):
    """The statuses are enumerations, whose text differs between versions."""
    return str(getattr(value, "value", value))


def told(response):
    return {
        "id": response.id,
        "taskStatus": text(response.task_status),
        "responseStatusCode": text(response.response_status_code),
    }


def refused(call):
    try:
        return call()
    except ocr.ApiException as error:
        return {"status": error.status, "problem": json.loads(error.body)}


with open(image_path, "rb") as file:
    page = file.read()

seen = {"token": token()}
with client(access_token()) as connection:
    regions, utilities = DetectRegionsApi(connection), UtilitiesApi(connection)

    task = regions.post_detect_regions(body(page))
    seen["task"] = task
    while True:
        status = utilities.get_task_status(task)
        if text(status.task_status) in ENDED:
            break
        time.sleep(SECONDS_BETWEEN_POLLS)
    seen["status"] = {**told(status), "results": status.results}
    result = regions.get_detect_regions(task)
    data = [json.loads(base64.b64decode(one.data)) for one in result.results]
    seen["result"] = {**told(result), "types": [text(one.type) for one in result.results], "data": data}

    given_up = regions.post_detect_regions(body(page))
    regions.cancel_detect_regions(given_up)
    seen["cancelled"] = {"asked": given_up, **told(regions.get_detect_regions(given_up))}

    seen["noImage"] = refused(lambda: regions.post_detect_regions(body(b"just text")))

with client("no token") as connection:
    seen["noToken"] = refused(lambda: DetectRegionsApi(connection).get_detect_regions(task))

print(json.dumps(seen))
