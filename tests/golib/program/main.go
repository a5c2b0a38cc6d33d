package main

func main() {
	tree().Execute()
}
