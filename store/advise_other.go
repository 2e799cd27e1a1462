//go:build !linux

package store

import bolt "go.etcd.io/bbolt"

// advise does nothing here.
func (db *DB) advise(*bolt.Tx) {}
