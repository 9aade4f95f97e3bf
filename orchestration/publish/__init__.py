"""Put a finished warehouse where people read it: `pipeline.publish_warehouse`."""
