export default function Page() {
  return <main>Tenlens</main>;
}
